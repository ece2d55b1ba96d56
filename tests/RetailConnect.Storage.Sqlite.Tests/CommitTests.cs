using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class CommitTests() : CommitContract(new StoreFolder());
