using System.Globalization;

namespace RetailConnect;

/// <summary>A count of units, exact to five decimals, for goods sold by piece, weight or length.</summary>
/// <param name="Value">The count; may be negative for an oversold stock level.</param>
public readonly record struct Quantity(decimal Value) : IComparable<Quantity>
{
    /// <summary>No units.</summary>
    public static Quantity Zero { get; }

    /// <summary>Reads a number of units.</summary>
    public static implicit operator Quantity(decimal value) => new(value);

    /// <summary>Reads a number of units.</summary>
    public static Quantity FromDecimal(decimal value) => new(value);

    /// <summary>Adds two counts.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    /// <summary>Subtracts two counts.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    /// <summary>Compares two counts.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    /// <summary>Compares two counts.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    /// <summary>Compares two counts.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    /// <summary>Compares two counts.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    /// <summary>Compares two counts.</summary>
    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    /// <summary>Returns the number.</summary>
    public override string ToString() => Value.ToString("0.#####", CultureInfo.InvariantCulture);
}
