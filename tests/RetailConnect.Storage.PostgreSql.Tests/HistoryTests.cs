using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class HistoryTests() : HistoryContract(new StoreSchema());
