using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class CommitTests() : CommitContract(new StoreSchema());
