namespace RetailConnect;

/// <summary>A customer as one system knows the person.</summary>
public sealed record Customer
{
    /// <summary>Id in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>E-mail address; null when unknown.</summary>
    public string? Email { get; init; }

    /// <summary>Phone number, in E.164 form where the system gives it so; null when unknown.</summary>
    public string? Phone { get; init; }

    /// <summary>Given name; null when unknown.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name; null when unknown.</summary>
    public string? LastName { get; init; }

    /// <summary>Main postal address; null when unknown.</summary>
    public PostalAddress? Address { get; init; }

    /// <summary>Whether the person agreed to marketing; null when unknown.</summary>
    public bool? AcceptsMarketing { get; init; }

    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => $"Customer {Id}";
}
