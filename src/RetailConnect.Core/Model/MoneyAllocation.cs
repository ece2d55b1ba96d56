namespace RetailConnect;

/// <summary>Largest-remainder allocation.</summary>
internal static class MoneyAllocation
{
    public static IReadOnlyList<Money> Allocate(Money total, IReadOnlyList<decimal> weights)
    {
        if (weights.Count == 0 || weights.Any(weight => weight < 0))
        {
            throw new ArgumentException("Allocation needs at least one weight and no negative one.", nameof(weights));
        }

        var scale = Money.Scale(total.Currency);
        var units = decimal.Truncate(total.Amount * scale);
        var dust = (total.Amount * scale) - units;
        var sum = weights.Sum();
        var exact = sum == 0 ? [.. weights.Select(_ => Math.Abs(units) / weights.Count)] : weights.Select(weight => Share(Math.Abs(units), weight, sum)).ToArray();
        var parts = exact.Select(decimal.Floor).ToArray();
        var missing = (int)(Math.Abs(units) - parts.Sum());
        foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(i => exact[i] - parts[i]).ThenBy(i => i).Take(missing))
        {
            parts[index]++;
        }

        // Division may leave the shares a hair short of the whole, so that more units are missing than there are parts: give them in order.
        for (var left = missing - parts.Length; left > 0; left--)
        {
            parts[left % parts.Length]++;
        }

        var sign = units < 0 ? -1m : 1m;
        var result = parts.Select(part => new Money(sign * part / scale, total.Currency)).ToArray();
        result[0] += new Money(dust / scale, total.Currency);
        return result;
    }

    /// <summary>Multiplies first, so that a share that is a whole number is exact; only sums beyond any till's lose the last digits.</summary>
    private static decimal Share(decimal units, decimal weight, decimal sum) =>
        weight > 1 && units > decimal.MaxValue / weight ? units * (weight / sum) : units * weight / sum;
}
