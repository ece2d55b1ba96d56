namespace RetailConnect.Testing;

/// <summary>The kit that every connector passes: what the engine relies on when it reads and writes a system.</summary>
public static class ConnectorConformance
{
    /// <summary>Promises that <see cref="ConformanceLevel.Basic"/> does not ask for.</summary>
    public static IReadOnlyList<string> RelaxedAtBasic { get; } = [HostileChecks.Whole, ProxyChecks.Endless, DriftChecks.Fields, DriftChecks.Words, DriftChecks.Zones];

    /// <summary>Returns the checks of a connector, always the same ones in the same order; those that do not apply say why.</summary>
    /// <param name="harness">Brings the connector.</param>
    /// <param name="level">How much it has to keep.</param>
    public static IReadOnlyList<ConformanceCheck> For(IConnectorHarness harness, ConformanceLevel level = ConformanceLevel.Strict) => [.. All(Declared(harness)).Select(check => Plain(check, harness, level))];

    private static IEnumerable<ConnectorCheck> All(IReadOnlyList<Capability> declared)
    {
        var sources = declared.OfType<SourceCapability>().ToList();
        var sinks = declared.OfType<SinkCapability>().ToList();
        return
        [
            .. sources.SelectMany(ReadChecks.Of), .. sources.Select(StopChecks.Of), .. sources.SelectMany(DriftChecks.Of),
            .. sinks.SelectMany(WriteChecks.Of), .. sinks.SelectMany(AmendChecks.Of), .. sinks.SelectMany(BatchChecks.Of), .. sinks.SelectMany(ParallelChecks.Of), .. sinks.SelectMany(HostileChecks.Of), .. sinks.Select(StopChecks.Of),
            .. declared.OfType<SnapshotCapability>().SelectMany(snapshot => SnapshotChecks.Of(snapshot, sinks.Any(sink => sink.Type == snapshot.Type))),
            .. declared.OfType<ImageCapability>().SelectMany(_ => ImageChecks.All),
            .. FaultChecks.All, .. ProxyChecks.All, .. SecretChecks.All, .. TokenChecks.All, .. WebhookChecks.Of(declared.OfType<WebhookCapability>().Any()),
        ];
    }

    /// <summary>What the connector declares; nothing is called for that. The close is waited for in place, because test frameworks ask for their data without awaiting it.</summary>
    private static IReadOnlyList<Capability> Declared(IConnectorHarness harness)
    {
        var connection = harness.Open(new ConformanceHost());
        var declared = connection.Capabilities;
        connection.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return declared;
    }

    private static ConformanceCheck Plain(ConnectorCheck check, IConnectorHarness harness, ConformanceLevel level)
    {
        if (check.RuledOut is { } declared)
        {
            return new(check.Name, declared, _ => Task.CompletedTask);
        }

        if (level is ConformanceLevel.Basic && RelaxedAtBasic.Contains(check.Promise))
        {
            return new(check.Name, "Not asked for at the level Basic.", _ => Task.CompletedTask);
        }

        var lacks = check.Needs.Select(ability => (Ability: ability, Reason: harness.Lacks(ability, check.Type))).FirstOrDefault(lack => lack.Reason is not null);
        return (lacks.Reason, level) switch
        {
            (null, _) => new(check.Name, null, token => RunAsync(check, harness, token)),
            ({ } reason, _) when !string.IsNullOrWhiteSpace(reason) => new(check.Name, reason, _ => Task.CompletedTask),
            (_, ConformanceLevel.Basic) => new(check.Name, $"{lacks.Ability} is lacked; no reason was given.", _ => Task.CompletedTask),
            _ => new(check.Name, null, _ => throw new ConformanceException($"{check.Name}: expected a reason why {lacks.Ability} is lacked; saw none.")),
        };
    }

    private static async Task RunAsync(ConnectorCheck check, IConnectorHarness harness, CancellationToken cancellationToken)
    {
        try
        {
            await using var bench = await ConnectorBench.OpenAsync(harness, cancellationToken);
            await check.Run(bench);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var words = exception is ConformanceException ? exception.Message : $"expected no failure; saw {exception.GetType().Name}: {exception.Message}";
            throw new ConformanceException($"{check.Name}: {words}", exception);
        }
    }
}
