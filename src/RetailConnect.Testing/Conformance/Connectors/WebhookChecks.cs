using static RetailConnect.Testing.ConnectorAbility;

namespace RetailConnect.Testing;

/// <summary>Webhooks: only genuine ones are heard.</summary>
internal static class WebhookChecks
{
    public static IEnumerable<ConnectorCheck> Of(bool hears)
    {
        ConnectorCheck[] all =
        [
            ConnectorCheck.Of(A_genuine_webhook_is_accepted, Webhooks),
            ConnectorCheck.Of(A_webhook_that_was_tampered_with_is_refused, Webhooks, SignedBodies),
            ConnectorCheck.Of(A_webhook_with_a_wrong_signature_is_refused, Webhooks),
            ConnectorCheck.Of(A_webhook_without_a_signature_is_refused, Webhooks),
            ConnectorCheck.Of(A_webhook_that_was_signed_long_ago_is_refused, Webhooks, SignedTimes),
            ConnectorCheck.Of(A_repeated_webhook_has_the_keys_of_the_first, Webhooks),
        ];
        return all.Select(check => check with { RuledOut = hears ? null : "The connector declares no webhooks." });
    }

    private static async Task A_genuine_webhook_is_accepted(ConnectorBench bench)
    {
        var verdict = Verify(bench, await SendAsync(bench));
        Expect.Null(verdict.Reason, "The reason why a genuine webhook is refused");
        Expect.True(verdict.Status is >= 200 and < 300, $"A genuine webhook is answered with success ({verdict.Status})");
        Expect.NotEqual(0, verdict.Hints.Count, "Hints of a genuine webhook");
    }

    private static async Task A_webhook_that_was_tampered_with_is_refused(ConnectorBench bench)
    {
        var genuine = await SendAsync(bench);
        Expect.Null(Verify(bench, genuine).Reason, "The reason why the genuine webhook is refused");
        for (var part = 1; part <= 4; part++)
        {
            var body = genuine.Body.ToArray();
            var at = Array.FindIndex(body, Math.Min(body.Length - 1, body.Length * part / 5), letter => char.IsAsciiLetterOrDigit((char)letter));
            if (at >= 0)
            {
                body[at] = body[at] == (byte)'7' ? (byte)'8' : (byte)'7';
                Refused(Verify(bench, genuine with { Body = body }), $"A webhook of which byte {at} was changed");
            }
        }

        Refused(Verify(bench, genuine with { Body = genuine.Body.ToArray().Append((byte)' ').ToArray() }), "A webhook to which a space was added");
    }

    private static Task A_webhook_with_a_wrong_signature_is_refused(ConnectorBench bench) => RefusedAsync(bench, WebhookSpoil.WrongSignature);

    private static Task A_webhook_without_a_signature_is_refused(ConnectorBench bench) => RefusedAsync(bench, WebhookSpoil.NoSignature);

    private static Task A_webhook_that_was_signed_long_ago_is_refused(ConnectorBench bench) => RefusedAsync(bench, WebhookSpoil.OldTime);

    private static async Task A_repeated_webhook_has_the_keys_of_the_first(ConnectorBench bench)
    {
        var genuine = await SendAsync(bench);
        var repeated = bench.Able<IWebhookVendor>().Repeat(genuine);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        var (first, second) = (Verify(bench, genuine).Hints, Verify(bench, repeated).Hints);
        Expect.NotEqual(0, first.Count, "Hints of the webhook");
        Expect.Sequence(first, second, "Hints of the repeated webhook");
        var other = Verify(bench, await SendAsync(bench)).Hints;
        Expect.Empty(first.Select(hint => hint.Key).Intersect(other.Select(hint => hint.Key)), "Keys that another webhook shares with the first");
    }

    private static async Task RefusedAsync(ConnectorBench bench, WebhookSpoil how)
    {
        var genuine = await SendAsync(bench);
        Expect.Null(Verify(bench, genuine).Reason, "The reason why the genuine webhook is refused");
        Refused(Verify(bench, bench.Able<IWebhookVendor>().Spoil(genuine, how)), $"A webhook with {how}");
    }

    private static Task<WebhookRequest> SendAsync(ConnectorBench bench) => bench.DoAsync(token => bench.Able<IWebhookVendor>().SendAsync(bench.Connection, token));

    private static void Refused(WebhookVerdict verdict, string what)
    {
        Expect.NotNull(verdict.Reason, $"{what}: the reason for the refusal");
        Expect.Empty(verdict.Hints, $"{what}: hints");
        Expect.Null(verdict.Reply, $"{what}: reply");
    }

    private static WebhookVerdict Verify(ConnectorBench bench, WebhookRequest request) =>
        (bench.Connection.Part<IWebhookVerifier>() ?? throw new ConformanceException("expected a verifier of webhooks, because the connector declares webhooks; saw none")).Verify(request);
}
