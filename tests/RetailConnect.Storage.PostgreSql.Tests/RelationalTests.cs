using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class RelationalTests() : RelationalContract(new StoreSchema());
