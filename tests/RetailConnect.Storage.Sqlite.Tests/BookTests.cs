using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class BookTests() : BookContract(new StoreFolder());
