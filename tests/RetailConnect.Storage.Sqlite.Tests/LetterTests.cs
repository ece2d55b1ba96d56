using RetailConnect.Tests;

namespace RetailConnect.Storage.Sqlite.Tests;

public sealed class LetterTests() : LetterContract(new StoreFolder());
