using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.Square.Api;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>Connects the loyalty programme of a Square seller: customers, orders and returns in, members with their balances out.</summary>
public sealed class SquareLoyaltyConnector : IConnector<SquareLoyaltyOptions>
{
    /// <summary>Name of the system.</summary>
    public static string SystemName => "square-loyalty";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<SquareLoyaltyOptions> connector)
    {
        connector.AddValidator<SquareLoyaltyOptionsValidator>().AddValidator<SquareLoyaltyRules>();
        connector.AddSeller();
        connector.Services.AddSingleton<ProgramBook>().AddSingleton<PointsReckoner>().AddSingleton<EventPages>().AddSingleton<PointsGiver>().AddSingleton<PointsLedger>();
        connector
            .AddSource<LoyaltyMember, MemberSource>(MemberSource.AtOnce)
            .AddSink<Customer, AccountSink>(WriteProof.NaturalUpsert, parallel: 1)
            .AddSink<Order, EarningSink>(WriteProof.NaturalUpsert)
            .AddSink<Return, ReversalSink>(WriteProof.NativeKey, parallel: 1);
    }
}
