using System.Globalization;

namespace RetailConnect;

/// <summary>Says in a line what a capability is.</summary>
internal static class CapabilityText
{
    public static string Of(Capability capability, bool subscribes) => capability switch
    {
        SourceCapability { Changes: true, EntitiesAtOnce: 0 } source => $"reads {source.Type}: changes, page by page",
        SourceCapability { Changes: true } source => Invariant($"reads {source.Type}: changes, page by page, and up to {source.EntitiesAtOnce} by id in one call"),
        SourceCapability source => Invariant($"reads {source.Type}: up to {source.EntitiesAtOnce} by id in one call"),
        SinkCapability sink => Invariant($"writes {sink.Type}: {Calls(sink)}; {Proof(sink)}"),
        SnapshotCapability { ByKeyOnly: true } snapshot => Invariant($"shows {snapshot.Type} for comparisons: {string.Join(", ", snapshot.Fields)}; by key only, up to {snapshot.KeysAtOnce} in one call"),
        SnapshotCapability snapshot => Invariant($"shows {snapshot.Type} for comparisons: {string.Join(", ", snapshot.Fields)}; up to {snapshot.KeysAtOnce} by key in one call"),
        ImageCapability => "gives the content of its products' pictures",
        EraserCapability => "erases customers",
        WebhookCapability => subscribes ? "hears webhooks and keeps its subscriptions alive" : "hears webhooks; somebody has to subscribe by hand",
        _ => capability.ToString(),
    };

    private static string Calls(SinkCapability sink) => sink.Batch > 1 ? $"up to {sink.Batch} in one call, {sink.Parallel} calls at once" : $"{sink.Parallel} calls at once";

    private static string Proof(SinkCapability sink) => sink.Proof switch
    {
        WriteProof.NaturalUpsert => "one effect, because the write names the entity by an id of ours",
        WriteProof.NativeKey => "one effect, because the system remembers our idempotency key",
        WriteProof.LookUp => "one effect, because the reference that a write leaves is looked up before it is repeated",
        _ => "nothing proves one effect: a write with an unknown result waits for a person",
    } + (sink.LooksUp && sink.Proof is not WriteProof.LookUp ? "; what was written can be looked up" : "")
        + (sink.Amends ? "; what was written is amended when it changes" : "");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
