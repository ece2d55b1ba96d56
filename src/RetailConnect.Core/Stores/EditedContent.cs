namespace RetailConnect;

/// <summary>A person's content for an envelope.</summary>
/// <param name="Body">Canonical JSON.</param>
/// <param name="Fingerprint">Fingerprint of the part of it that counts, as in <see cref="NewEnvelope.Fingerprint"/>.</param>
public sealed record EditedContent(ReadOnlyMemory<byte> Body, string Fingerprint);
