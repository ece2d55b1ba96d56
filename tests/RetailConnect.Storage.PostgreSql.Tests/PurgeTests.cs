using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class PurgeTests() : PurgeContract(new StoreSchema());
