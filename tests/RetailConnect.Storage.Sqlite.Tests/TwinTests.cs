using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class TwinTests() : TwinContract(new StoreFolder());
