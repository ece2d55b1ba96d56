using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class LeaseTests() : LeaseContract(new StoreSchema());
