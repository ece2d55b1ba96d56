using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class PurgeTests() : PurgeContract(new StoreFolder());
