namespace RetailConnect;

/// <summary>Says for which sync and how urgently calls to vendors are made, so that they can be counted and wait in the right order.</summary>
public static class CallScope
{
    private static readonly AsyncLocal<string?> Scope = new();
    private static readonly AsyncLocal<CallPriority> Urgency = new();
    private static readonly AsyncLocal<Action?> Guards = new();

    /// <summary>Name of the sync on whose behalf the current flow of control calls; null when there is none.</summary>
    public static string? Sync
    {
        get => Scope.Value;
        set => Scope.Value = value;
    }

    /// <summary>How urgent the calls of the current flow of control are; <see cref="CallPriority.Orders"/> where nobody said.</summary>
    public static CallPriority Priority
    {
        get => Urgency.Value;
        set => Urgency.Value = value;
    }

    /// <summary>What has the last word before a call is made, and throws when it must not be; null when nothing has.</summary>
    public static Action? Guard
    {
        get => Guards.Value;
        set => Guards.Value = value;
    }
}
