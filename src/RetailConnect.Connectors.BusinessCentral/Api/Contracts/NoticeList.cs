namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>Body of a webhook.</summary>
internal sealed record NoticeList
{
    public IReadOnlyList<Notice?>? Value { get; init; }
}

internal sealed record Notice
{
    public string? SubscriptionId { get; init; }

    public string? ClientState { get; init; }

    public string? Resource { get; init; }

    public string? ChangeType { get; init; }

    public string? LastModifiedDateTime { get; init; }

    /// <summary>Leaves the client state out.</summary>
    public override string ToString() => $"Notice of {SubscriptionId}";
}
