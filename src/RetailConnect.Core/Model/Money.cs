using System.Globalization;

namespace RetailConnect;

/// <summary>An exact amount in one currency; currencies never mix.</summary>
/// <param name="Amount">Amount in major units, for example 12.50.</param>
/// <param name="Currency">Currency of the amount.</param>
public readonly record struct Money(decimal Amount, Currency Currency) : IComparable<Money>
{
    /// <summary>Creates an amount from a three-letter currency code.</summary>
    /// <exception cref="ArgumentException">The code is not an ISO 4217 currency in use.</exception>
    public Money(decimal amount, string currency) : this(amount, new Currency(currency))
    {
    }

    /// <summary>Nothing, in the given currency.</summary>
    public static Money Zero(Currency currency) => new(0m, currency);

    /// <summary>Reads an amount in the currency's smallest units, for example cents.</summary>
    public static Money FromMinor(long units, Currency currency) => new(units / Scale(currency), currency);

    /// <summary>Returns the amount in the currency's smallest units.</summary>
    /// <exception cref="InvalidOperationException">The amount has a fraction of the smallest unit.</exception>
    public long ToMinor()
    {
        var units = Amount * Scale(Currency);
        return units == decimal.Truncate(units) ? (long)units : throw new InvalidOperationException($"{this} is finer than the smallest unit of {Currency}.");
    }

    /// <summary>Rounds to the smallest unit of the currency, half away from zero, as invoices do.</summary>
    public Money Rounded() => this with { Amount = decimal.Round(Amount, Currency.MinorDigits, MidpointRounding.AwayFromZero) };

    /// <summary>Splits the amount over weights by largest remainder, so that the parts add up to the amount exactly.</summary>
    /// <param name="weights">Non-negative weights, at least one; equal remainders favour the earlier part. All zero means equal weights.</param>
    /// <exception cref="ArgumentException">There is no weight, or one is negative.</exception>
    public IReadOnlyList<Money> Allocate(IReadOnlyList<decimal> weights) => MoneyAllocation.Allocate(this, weights);

    /// <summary>Adds two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.Amount, Same(left, right));

    /// <summary>Subtracts two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.Amount, Same(left, right));

    /// <summary>Negates an amount.</summary>
    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    /// <summary>Multiplies an amount; the result is not rounded.</summary>
    public static Money operator *(Money value, decimal factor) => value with { Amount = value.Amount * factor };

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Compares two amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other)
    {
        _ = Same(this, other);
        return Amount.CompareTo(other.Amount);
    }

    /// <summary>Returns amount and code, for example <c>12.50 EUR</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");

    internal static decimal Scale(Currency currency) => currency.MinorDigits switch { 0 => 1m, 3 => 1000m, _ => 100m };

    private static Currency Same(Money left, Money right) =>
        left.Currency == right.Currency ? left.Currency : throw new InvalidOperationException($"{left} and {right} have different currencies.");
}
