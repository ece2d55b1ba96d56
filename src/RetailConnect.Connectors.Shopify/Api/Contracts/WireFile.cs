namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record SearchVariables(string Search);

internal sealed record FilePage(FileNodes Page);

internal sealed record FileNodes(IReadOnlyList<WireFile> Nodes);

internal sealed record WireFile(string Id, string FileStatus, IReadOnlyList<WireFileError> FileErrors);

internal sealed record WireFileError(string Code, string Message, string? Details = null);

internal sealed record FileCreateVariables(IReadOnlyList<FileCreateInput> Files);

internal sealed record FileCreateInput(string Filename, string OriginalSource, string ContentType, string DuplicateResolutionMode, string? Alt);

internal sealed record FileCreateAnswer(FileCreatePayload? FileCreate = null) : MutationAnswer;

internal sealed record FileCreatePayload(IReadOnlyList<UserError> UserErrors, IReadOnlyList<WireFile>? Files = null);

internal sealed record FileUpdateVariables(IReadOnlyList<FileUpdateInput> Changes);

internal sealed record FileUpdateInput(string Id, IReadOnlyList<string>? ReferencesToAdd = null, IReadOnlyList<string>? ReferencesToRemove = null);

internal sealed record FileUpdateAnswer(FileUpdatePayload? FileUpdate = null) : MutationAnswer;

internal sealed record FileUpdatePayload(IReadOnlyList<UserError> UserErrors);

/// <summary>A product with the ids of its media and what we remember of them. A product has 250 media at most, so there is no further page.</summary>
internal sealed record ImageOwner(string Id, MediaNodes Media, WireMarks? Marks = null);

internal sealed record MediaNodes(IReadOnlyList<MediaNode> Nodes);

internal sealed record MediaNode(string Id);

internal sealed record ImageMarksAnswer(ImageMarksPayload? MetafieldsSet = null) : MutationAnswer;

internal sealed record ImageMarksPayload(IReadOnlyList<MetafieldError> UserErrors, IReadOnlyList<WrittenMarks>? Metafields = null);

internal sealed record WrittenMarks(string CompareDigest);
