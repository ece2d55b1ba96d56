using System.Collections.Frozen;

namespace RetailConnect;

/// <summary>An ISO 4217 currency.</summary>
/// <remarks>The default value has no code and equals nothing that was parsed.</remarks>
public readonly record struct Currency
{
    private const string TwoDigits =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ " +
        "GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN " +
        "QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private const string NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly FrozenDictionary<string, int> Digits =
        Pairs(TwoDigits, 2).Concat(Pairs(NoDigits, 0)).Concat(Pairs(ThreeDigits, 3)).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly string? code;

    /// <summary>Creates a currency from its three-letter code.</summary>
    /// <exception cref="ArgumentException">The code is not an ISO 4217 currency in use.</exception>
    public Currency(string code)
    {
        if (!Digits.ContainsKey(code))
        {
            throw new ArgumentException($"'{code}' is not an ISO 4217 currency in use.", nameof(code));
        }

        this.code = code.ToUpperInvariant();
    }

    /// <summary>Three-letter code in upper case; empty for the default value.</summary>
    public string Code => code ?? "";

    /// <summary>Digits after the decimal point that the currency's smallest unit has: 0, 2 or 3.</summary>
    public int MinorDigits => code is null ? 2 : Digits[code];

    /// <summary>Tries to read a three-letter code; surrounding case is ignored.</summary>
    public static bool TryParse(string? text, out Currency currency)
    {
        var known = text is not null && Digits.ContainsKey(text);
        currency = known ? new Currency(text!) : default;
        return known;
    }

    /// <summary>Returns the code.</summary>
    public override string ToString() => Code;

    private static IEnumerable<KeyValuePair<string, int>> Pairs(string codes, int digits) => codes.Split(' ').Select(code => KeyValuePair.Create(code, digits));
}
