using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class OpeningTests() : OpeningContract(new StoreFolder());
