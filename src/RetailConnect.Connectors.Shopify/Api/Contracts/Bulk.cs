using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record StagedUploadVariables(IReadOnlyList<StagedUploadInput> Input);

internal sealed record StagedUploadInput(string Filename, string MimeType, string HttpMethod, string Resource);

internal sealed record StagedUploadAnswer(StagedUploadPayload? StagedUploadsCreate = null) : MutationAnswer;

internal sealed record StagedUploadPayload(IReadOnlyList<UserError> UserErrors, IReadOnlyList<StagedTarget>? StagedTargets = null);

internal sealed record StagedTarget(IReadOnlyList<StagedField> Parameters, string? Url = null, string? ResourceUrl = null);

internal sealed record StagedField(string Name, string Value);

internal sealed record BulkRunVariables(string Mutation, string Path);

internal sealed record BulkRunAnswer(BulkRunPayload? BulkOperationRunMutation = null) : MutationAnswer;

internal sealed record BulkRunPayload(IReadOnlyList<UserError> UserErrors, BulkState? BulkOperation = null);

internal sealed record BulkQueryVariables(string Query);

internal sealed record BulkQueryAnswer(BulkRunPayload? BulkOperationRunQuery = null) : MutationAnswer;

internal sealed record BulkState(string Id, string Status, string Type)
{
    public string? ErrorCode { get; init; }

    public string? Url { get; init; }

    public string? PartialDataUrl { get; init; }

    [JsonIgnore] public bool IsUnderWay => Status is "CREATED" or "RUNNING" or "CANCELING";
}

internal sealed record BulkAnswer(BulkState? BulkOperation = null);

internal sealed record BulkPage(Connection<BulkState> Page);

/// <summary>One line of a result: the answer to one line that was sent, by the number of that line from 0.</summary>
internal sealed record BulkLine(ProductSetAnswer? Data = null, IReadOnlyList<GraphError>? Errors = null)
{
    [JsonPropertyName("__lineNumber")] public int? Number { get; init; }
}
