using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

public sealed class LetterTests() : LetterContract(new StoreSchema());
