using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class TwinTests() : TwinContract(new StoreSchema());
