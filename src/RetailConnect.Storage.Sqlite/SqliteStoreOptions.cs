using RetailConnect.Storage.Relational;

namespace RetailConnect.Storage.Sqlite;

/// <summary>Settings of an embedded store.</summary>
public sealed class SqliteStoreOptions : RelationalStoreOptions
{
    /// <summary>Path of the database file; its folder is created when it is missing. One host at a time.</summary>
    public string Path { get; set; } = "";

    /// <summary>Most pages of 4 KiB that the file may have; 0 sets no bound. Default 0.</summary>
    public int MostPages { get; set; }
}
