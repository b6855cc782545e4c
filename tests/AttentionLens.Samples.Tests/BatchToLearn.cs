namespace AttentionLens.Samples.Tests;

/// <summary>A batch that training must learn by heart.</summary>
/// <param name="Inputs">The batch.</param>
/// <param name="Rate">The peak of the learning rate.</param>
/// <param name="Steps">The steps.</param>
/// <param name="FirstLoss">Where the loss begins, in nats.</param>
/// <param name="Gain">By how much it has to fall, as a factor.</param>
internal sealed record BatchToLearn(IReadOnlyList<LensInput> Inputs, double Rate, int Steps, (double Least, double Most) FirstLoss, double Gain = 2);
