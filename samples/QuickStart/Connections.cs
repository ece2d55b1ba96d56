using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Connectors.Shopify;
using RetailConnect.Connectors.Square;
using RetailConnect.Connectors.TalonOne;
using RetailConnect.Sandbox;

namespace QuickStart;

/// <summary>Points the connectors at the simulators; with real vendors these settings come from the configuration.</summary>
internal static class Connections
{
}
