namespace AttentionLens.Importance;

/// <summary>Which weights are trained together with the gates.</summary>
internal static class TrainedStages
{
    public const string None = "none";
    public const string Encoder = "encoder";
    public const string All = "all";

    // Embeddings may be shared with the decoder, which is to stay as it is, so the blocks alone count as the encoder.
    private const string EncoderBlocks = "encoder.blocks.";

    /// <summary>A copy of the model to train; null where the model is to stay as it is.</summary>
    /// <param name="context">The model.</param>
    /// <param name="trained">One of the words above.</param>
    /// <param name="rate">How far a weight moves in a step.</param>
    /// <param name="cancellationToken">Cancels while the copy is made.</param>
    /// <exception cref="LensInputException">The model has no such part, or cannot be copied.</exception>
    public static async ValueTask<ModelTraining?> OpenAsync(ImportanceContext context, string trained, double rate, CancellationToken cancellationToken)
    {
        if (trained == None)
        {
            return null;
        }

        Func<StageInfo, bool>? trains = trained == Encoder ? stage => stage.Name.StartsWith(EncoderBlocks, StringComparison.Ordinal) : null;
        if (trains is not null && !context.Model.Stages.Any(trains))
        {
            throw new LensInputException($"Model '{context.Model.Card.Name}' has no encoder beside a decoder, so 'train={Encoder}' names nothing; expected {None} or {All}.");
        }

        ModelTrainer trainer = context.Trainer ?? throw new LensInputException(
            $"Model '{context.Model.Card.Name}' cannot be copied here, so nothing can be trained together with the gates; set 'train={None}', or give the model as its folder has it, without interventions.");
        return await trainer.OpenAsync(new ModelTrainingSettings { Trains = trains, LearningRate = rate }, cancellationToken);
    }
}
