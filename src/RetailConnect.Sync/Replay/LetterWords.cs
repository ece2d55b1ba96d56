namespace RetailConnect.Sync.Replay;

/// <summary>Says what came of a decision, and why nothing came of it.</summary>
internal static class LetterWords
{
    /// <summary>Returns the sentence for a verdict; null when it takes the envelope's file to tell.</summary>
    public static string? Of(DeadLetterVerdict verdict) => verdict switch
    {
        DeadLetterVerdict.Replayed => "It waits for its delivery again.",
        DeadLetterVerdict.ReadAgain => "It had no content, so the entity is read anew from its source.",
        DeadLetterVerdict.Overtaken => "A newer change of the same entity is there already, so this one ended as superseded and is not sent.",
        DeadLetterVerdict.Ended => "It ended; nothing is sent.",
        DeadLetterVerdict.Refused => "It has no content that could be replaced.",
        _ => null,
    };

    /// <summary>Says why an envelope takes no decision any more.</summary>
    public static string Taken(DeadLetterFile file)
    {
        var by = file.History.LastOrDefault(entry => entry.Kind >= DeadLetterEventKind.Replayed) ?.By ?? "Somebody";
        return file.Standing switch
        {
            DeadLetterStanding.Pending => $"{by} replayed it already; it waits for its delivery.",
            DeadLetterStanding.Applied => $"{by} replayed it already, and the target has it.",
            DeadLetterStanding.Skipped when file.Reason is Reasons.Resolved or Reasons.Dismissed => $"{by} {file.Reason} it already.",
            DeadLetterStanding.Skipped => $"{by} replayed it already, and nothing had to be done ({file.Reason}).",
            DeadLetterStanding.Superseded when file.Reason is "read-again" => $"{by} replayed it already, and its entity was read anew.",
            DeadLetterStanding.Superseded => "A newer change of the same entity took its place.",
            _ => "It was parked again meanwhile; look at it and decide anew.",
        };
    }
}
