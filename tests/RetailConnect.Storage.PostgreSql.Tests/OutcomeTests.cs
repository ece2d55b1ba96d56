using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class OutcomeTests() : OutcomeContract(new StoreSchema());
