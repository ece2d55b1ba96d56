using RetailConnect.Connectors.BusinessCentral;

namespace RetailConnect;

/// <summary>Adds Business Central connections to tenants.</summary>
public static class BusinessCentralTenantBuilderExtensions
{
    /// <summary>Adds a connection to one company of Business Central.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="connection">Name of the connection, unique within the tenant.</param>
    /// <param name="configure">Sets the settings.</param>
    public static TenantBuilder AddBusinessCentral(this TenantBuilder tenant, string connection, Action<BusinessCentralOptions> configure) =>
        tenant.AddConnection<BusinessCentralConnector, BusinessCentralOptions>(connection, configure);

    /// <summary>Adds a connection to the payment journals of one company of Business Central; <c>SyncPayments</c> writes to it.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="connection">Name of the connection, unique within the tenant.</param>
    /// <param name="configure">Sets the settings: those of the company's other connection, and <see cref="BusinessCentralOptions.PaymentJournal"/>.</param>
    public static TenantBuilder AddBusinessCentralPayments(this TenantBuilder tenant, string connection, Action<BusinessCentralOptions> configure) =>
        tenant.AddConnection<BusinessCentralPaymentsConnector, BusinessCentralOptions>(connection, configure);

    /// <summary>Adds a connection to a general journal of one company of Business Central; <c>SyncPayouts</c> writes to it.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="connection">Name of the connection, unique within the tenant.</param>
    /// <param name="configure">Sets the settings: those of the company's other connection, <see cref="BusinessCentralOptions.PayoutJournal"/> and the accounts.</param>
    public static TenantBuilder AddBusinessCentralPayouts(this TenantBuilder tenant, string connection, Action<BusinessCentralOptions> configure) =>
        tenant.AddConnection<BusinessCentralPayoutsConnector, BusinessCentralOptions>(connection, configure);
}
