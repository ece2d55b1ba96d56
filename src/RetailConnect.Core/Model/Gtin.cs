namespace RetailConnect;

/// <summary>A GTIN-8, GTIN-12 (UPC), GTIN-13 (EAN) or GTIN-14 whose check digit is right.</summary>
public readonly record struct Gtin
{
    private readonly string? value;

    private Gtin(string value) => this.value = value;

    /// <summary>The digits; empty for the default value.</summary>
    public string Value => value ?? "";

    /// <summary>Reads a GTIN and checks length, digits and check digit (GS1 General Specifications, section 7.9).</summary>
    public static bool TryParse(string? text, out Gtin gtin)
    {
        var valid = text is { Length: 8 or 12 or 13 or 14 } && text.All(char.IsAsciiDigit) && CheckDigit(text.AsSpan(0, text.Length - 1)) == text[^1] - '0';
        gtin = valid ? new Gtin(text!) : default;
        return valid;
    }

    /// <summary>Reads a GTIN.</summary>
    /// <exception cref="FormatException">Length, digits or check digit are wrong.</exception>
    public static Gtin Parse(string text) => TryParse(text, out var gtin) ? gtin : throw new FormatException($"'{text}' is no GTIN: 8, 12, 13 or 14 digits with a right check digit are needed.");

    /// <summary>Computes the check digit that completes the given digits.</summary>
    public static int CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            sum += (digits[i] - '0') * ((digits.Length - 1 - i) % 2 == 0 ? 3 : 1);
        }

        return (10 - (sum % 10)) % 10;
    }

    /// <summary>Returns the digits.</summary>
    public override string ToString() => Value;
}
