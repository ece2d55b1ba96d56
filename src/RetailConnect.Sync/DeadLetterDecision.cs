namespace RetailConnect;

/// <summary>What a person decides about one dead letter; a closed set.</summary>
public abstract record DeadLetterDecision
{
    private DeadLetterDecision()
    {
    }

    /// <summary>Send it again as it is, because the cause was mended.</summary>
    public static DeadLetterDecision Replay() => new ReplayDecision();

    /// <summary>Send it again with other content. The key of its effect stays, so that nothing is done twice because of the edit.</summary>
    /// <param name="json">All of the content, as canonical JSON; the entity's id must stay.</param>
    public static DeadLetterDecision Edit(string json) => new EditDecision(json);

    /// <summary>It was done by hand: it ends as skipped.</summary>
    /// <param name="why">What was done.</param>
    /// <param name="targetId">The target's id of what was made by hand, in the form in which its connector writes it: later changes of the entity then find it; null when there is none.</param>
    public static DeadLetterDecision Resolve(string why, ExternalId? targetId = null) => new ResolveDecision(why, targetId);

    /// <summary>It is not needed: it ends as skipped, and a later change of the entity is delivered as any other.</summary>
    /// <param name="why">Why not.</param>
    public static DeadLetterDecision Dismiss(string why) => new DismissDecision(why);

    /// <summary>Send it again as it is.</summary>
    public sealed record ReplayDecision : DeadLetterDecision;

    /// <summary>Send it again with other content.</summary>
    /// <param name="Json">All of the content, as canonical JSON.</param>
    public sealed record EditDecision(string Json) : DeadLetterDecision;

    /// <summary>It was done by hand.</summary>
    /// <param name="Why">What was done.</param>
    /// <param name="TargetId">The target's id of what was made by hand; null when there is none.</param>
    public sealed record ResolveDecision(string Why, ExternalId? TargetId) : DeadLetterDecision;

    /// <summary>It is not needed.</summary>
    /// <param name="Why">Why not.</param>
    public sealed record DismissDecision(string Why) : DeadLetterDecision;
}
