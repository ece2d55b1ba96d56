namespace RetailConnect.Contracts.Coverage;

/// <summary>One way in which a connector calls a method.</summary>
internal sealed record CallForm
{
    /// <summary>Arguments that can't be generated, by the parameter's name.</summary>
    public IReadOnlyDictionary<string, object> Arguments { get; init; } = new Dictionary<string, object>();

    /// <summary>Properties of body records that are not set in this form, as "Record.property".</summary>
    public IReadOnlySet<string> LeftOut { get; init; } = new HashSet<string>();
}
