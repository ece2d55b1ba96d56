using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class BookTests() : BookContract(new StoreSchema());
