using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class LeaseTests() : LeaseContract(new StoreFolder());
