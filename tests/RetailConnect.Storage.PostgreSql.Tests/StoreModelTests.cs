using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class StoreModelTests() : StoreModelContract(new StoreSchema());
