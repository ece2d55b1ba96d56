namespace RetailConnect;

/// <summary>Says for which sync calls to vendors are made, so that they can be counted.</summary>
public static class CallScope
{
    private static readonly AsyncLocal<string?> Scope = new();

    /// <summary>Name of the sync on whose behalf the current flow of control calls; null when there is none.</summary>
    public static string? Sync
    {
        get => Scope.Value;
        set => Scope.Value = value;
    }
}
