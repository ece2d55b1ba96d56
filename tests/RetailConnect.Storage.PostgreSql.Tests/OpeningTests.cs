using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class OpeningTests() : OpeningContract(new StoreSchema());
