namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record HandleVariables(string Handle);

internal sealed record CollectionAnswer(Reference? CollectionByIdentifier = null);

internal sealed record CollectionCreateVariables(CollectionInput Collection);

internal sealed record CollectionInput(string Title, string Handle, IReadOnlyList<CollectionSourceInput> Sources);

internal sealed record CollectionSourceInput(ConditionsInput Source);

internal sealed record ConditionsInput(string Title, InclusionInput Inclusion);

internal sealed record InclusionInput(IReadOnlyList<ConditionInput> Conditions, string MatchType = "ANY");

internal sealed record ConditionInput(ProductTypeInput ProductType);

internal sealed record ProductTypeInput(IReadOnlyList<string> Values, string Relation = "EQUALS", string MatchType = "ANY");

internal sealed record CollectionCreateAnswer(CollectionPayload? CollectionCreate = null) : MutationAnswer;

internal sealed record CollectionPayload(IReadOnlyList<UserError> UserErrors, Reference? Collection = null);
