namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

/// <summary>Profiles to save in one call, each of them once.</summary>
internal sealed record ProfileBodies(IReadOnlyList<ProfileEntry> CustomerProfiles)
{
    /// <summary>Leaves personal data out, so that a log can't hold it.</summary>
    public override string ToString() => $"{CustomerProfiles.Count} profiles";
}
