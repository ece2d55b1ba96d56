using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class StoreModelTests() : StoreModelContract(new StoreFolder());
