using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class RelationalTests() : RelationalContract(new StoreFolder());
