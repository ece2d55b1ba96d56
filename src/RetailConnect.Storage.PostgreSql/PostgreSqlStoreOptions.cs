using RetailConnect.Storage.Relational;

namespace RetailConnect.Storage.PostgreSql;

/// <summary>Settings of a store on a PostgreSQL server.</summary>
public sealed class PostgreSqlStoreOptions : RelationalStoreOptions
{
    /// <summary>Connection string of the database; the database must exist. It holds the password.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Schema that holds the tables, created when it is missing: at most 63 small letters, digits and underscores. Hosts of the same tenants share it. Default <c>retailconnect</c>.</summary>
    public string Schema { get; set; } = "retailconnect";

    /// <summary>Names the schema; the connection string stays unsaid.</summary>
    public override string ToString() => $"PostgreSQL schema {Schema}";
}
