using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The mutations of webhook subscriptions.</summary>
internal sealed class ShopSubscriptions(ShopState state, TimeProvider time)
{
    public Obj Create(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("webhookSubscription");
        var topic = context.GetArgument<string>("topic");
        if (Address(input) is not { } uri)
        {
            return Failed("WebhookSubscriptionCreate", ["webhookSubscription", "uri"], "Address is invalid");
        }

        if (state.Subscriptions.Values.Any(row => row.Topic == topic && row.Uri == uri))
        {
            return Failed("WebhookSubscriptionCreate", ["webhookSubscription", "uri"], "Address for this topic has already been taken");
        }

        var subscription = new SubscriptionRow { Id = state.NewId("WebhookSubscription"), Topic = topic, Uri = uri, CreatedAt = time.GetUtcNow(), UpdatedAt = time.GetUtcNow() };
        state.Subscriptions[subscription.Id] = subscription;
        return new("WebhookSubscriptionCreatePayload", ("webhookSubscription", ShopViews.Subscription(subscription)), ("userErrors", new List<Obj>()));
    }

    public Obj Update(IResolveFieldContext context)
    {
        if (!state.Subscriptions.TryGetValue(context.GetArgument<string>("id"), out var subscription))
        {
            return Failed("WebhookSubscriptionUpdate", ["id"], "Webhook subscription does not exist");
        }

        if (Address(context.GetArgument<Dictionary<string, object?>>("webhookSubscription")) is not { } uri)
        {
            return Failed("WebhookSubscriptionUpdate", ["webhookSubscription", "uri"], "Address is invalid");
        }

        subscription.Uri = uri;
        subscription.UpdatedAt = time.GetUtcNow();
        return new("WebhookSubscriptionUpdatePayload", ("webhookSubscription", ShopViews.Subscription(subscription)), ("userErrors", new List<Obj>()));
    }

    public Obj Delete(IResolveFieldContext context)
    {
        var id = context.GetArgument<string>("id");
        return state.Subscriptions.Remove(id)
            ? new("WebhookSubscriptionDeletePayload", ("deletedWebhookSubscriptionId", id), ("userErrors", new List<Obj>()))
            : new("WebhookSubscriptionDeletePayload", ("deletedWebhookSubscriptionId", null), ("userErrors", new List<Obj> { new("UserError", ("field", new List<string> { "id" }), ("message", "Webhook subscription does not exist")) }));
    }

    private static string? Address(Dictionary<string, object?> input) =>
        input.GetValueOrDefault("uri") is string text && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text : null;

    private static Obj Failed(string mutation, List<string> field, string message) => new(
        $"{mutation}Payload", ("webhookSubscription", null), ("userErrors", new List<Obj> { new("UserError", ("field", field), ("message", message)) }));
}
