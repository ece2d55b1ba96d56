namespace RetailConnect;

/// <summary>The host's services, for connector parts that let the host replace something.</summary>
/// <param name="Provider">The host's container.</param>
public sealed record HostServices(IServiceProvider Provider);
