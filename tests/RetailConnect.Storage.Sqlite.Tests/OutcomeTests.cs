using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class OutcomeTests() : OutcomeContract(new StoreFolder());
