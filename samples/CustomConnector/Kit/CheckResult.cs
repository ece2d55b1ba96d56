namespace CustomConnector.Kit;

/// <summary>What became of a check.</summary>
internal enum CheckOutcome
{
    /// <summary>The promise is kept.</summary>
    Passed,

    /// <summary>It can't be checked here.</summary>
    Bypassed,

    /// <summary>It is not kept.</summary>
    Failed,
}

/// <summary>One line of the report.</summary>
/// <param name="Name">What is promised.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">The reason of a bypass; of a failure, what was expected and what was seen; null when it passed.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record CheckResult(string Name, CheckOutcome Outcome, string? Detail, long Milliseconds);
