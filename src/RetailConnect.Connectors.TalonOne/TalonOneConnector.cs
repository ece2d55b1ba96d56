using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.TalonOne.Api;
using RetailConnect.Connectors.TalonOne.Checkout;
using RetailConnect.Connectors.TalonOne.Customers;
using RetailConnect.Connectors.TalonOne.Loyalty;
using RetailConnect.Connectors.TalonOne.Orders;
using RetailConnect.Connectors.TalonOne.Returns;
using RetailConnect.Http;

namespace RetailConnect.Connectors.TalonOne;

/// <summary>Connects Talon.One: customers, orders and returns in, members with their balances out.</summary>
public sealed class TalonOneConnector : IConnector<TalonOneOptions>
{
    /// <summary>Name of the system.</summary>
    public static string SystemName => "talon-one";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<TalonOneOptions> connector)
    {
        connector.AddValidator<TalonOneOptionsValidator>().AddValidator<TalonOneRules>();
        connector.AddBudget(connector.Options.BaseAddress!.Authority, provider => new AdaptiveBudget(connector.Options.AtOnce, provider.GetRequiredService<TimeProvider>()));
        connector.AddApi<ITalonOneApi, TalonOneOptions>(
            (http, options) =>
            {
                http.BaseAddress = options.BaseAddress;
                http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"ApiKey-v1 {options.ApiKey}");
            },
            TalonOneJson.Default.Options,
            api => api.UseBudget(provider => provider.GetRequiredService<AdaptiveBudget>()).UseFaults<TalonOneFaults>());
        connector
            .AddSource<LoyaltyMember, MemberSource>(MemberSource.AtOnce)
            .AddKeyedSnapshot<Order, SessionSnapshot>(SessionSnapshot.Fields, SessionSnapshot.AtOnce)
            .AddKeyedSnapshot<LoyaltyMember, MemberSnapshot>(MemberSnapshot.Fields, MemberSnapshot.AtOnce)
            .AddSink<Customer, ProfileSink>(WriteProof.NaturalUpsert, ProfileSink.AtOnce)
            .AddSink<Order, SessionSink>(WriteProof.NaturalUpsert)
            .AddSink<Return, ReturnSink>(WriteProof.NativeKey)
            .AddEraser<ProfileEraser>()
            .Services.AddSingleton<ITalonOneCheckout, TalonOneCheckout>();
    }
}
