using Refit;
using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Api;

internal interface ITalonOneApi
{
    [Put("/v2/customer_profiles/{id}")] Task SaveProfile(string id, [Body] ProfileBody body, CancellationToken ct);

    [Put("/v2/customer_profiles")] Task SaveProfiles(string silent, [Body] ProfileBodies body, CancellationToken ct);

    [Delete("/v1/customer_data/{id}")] Task DeleteData(string id, CancellationToken ct);

    [Put("/v2/customer_sessions/{id}")] Task SaveSession(string id, [Body] SessionBody body, CancellationToken ct);

    [Put("/v2/customer_sessions/{id}")] Task<Evaluation> Evaluate(string id, string? dry, [Body] SessionBody body, CancellationToken ct);

    [Get("/v2/customer_sessions/{id}")] Task<SessionAnswer> Session(string id, CancellationToken ct);

    [Put("/v2/customer_sessions/{id}/reopen")] Task Reopen(string id, CancellationToken ct);

    [Post("/v2/customer_sessions/{id}/returns")] Task<ReturnAnswer> Return(string id, [Header("Idempotency-Key")] string key, [Body] ReturnBody body, CancellationToken ct);

    [Get("/v1/loyalty_programs/{program}/profile/{id}/balances")] Task<Balances> Balances(long program, string id, string includeTiers, CancellationToken ct);

    [Get("/v1/loyalty_programs/{program}/profile/{id}/transactions")] Task<TransactionList> Transactions(long program, string id, int pageSize, long skip, CancellationToken ct);
}
