namespace AttentionLens.Models;

/// <summary>A token that a model wrote.</summary>
/// <param name="Id">Its id.</param>
/// <param name="LogProbability">The logarithm of the probability that the model gave it, in nats, before temperature and cuts.</param>
public readonly record struct GeneratedToken(int Id, double LogProbability);
