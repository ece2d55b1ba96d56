using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class HistoryTests() : HistoryContract(new StoreFolder());
