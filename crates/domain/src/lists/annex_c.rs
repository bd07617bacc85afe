//! Annex C of ISO/IEC 42001: objectives that may be at stake with AI, and where risk comes from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::closed_list;

closed_list! {
    /// Where a risk comes from.
    RiskSource {
        /// Open, changing or poorly understood settings.
        EnvironmentComplexity = "C.3.1",
        /// Nobody can understand or explain what comes out.
        LackOfTransparency = "C.3.2",
        /// How much the system does by itself, and how work passes between it and people.
        AutomationLevel = "C.3.3",
        /// Data, learning, and attacks on both.
        MachineLearning = "C.3.4",
        /// Faults and limits of hardware, and moving between kinds of it.
        Hardware = "C.3.5",
        /// Weak design, deployment, maintenance, reuse or end.
        LifeCycle = "C.3.6",
        /// Immature technology, or mature technology used without care.
        TechnologyReadiness = "C.3.7",
    }
}

closed_list! {
    /// What an objective, or a harm, is about.
    ObjectiveTopic {
        /// Somebody answers for decisions that AI supports.
        Accountability = "C.2.1",
        /// The specialists needed are at hand.
        AiExpertise = "C.2.2",
        /// Training and test data are there in the quality needed.
        DataQuality = "C.2.3",
        /// Cost to the environment, and good done to it.
        EnvironmentalImpact = "C.2.4",
        /// No outcomes that are unjustly different.
        Fairness = "C.2.5",
        /// It can be corrected, changed and adapted.
        Maintainability = "C.2.6",
        /// Personal information is protected in data, model and output.
        Privacy = "C.2.7",
        /// It holds under changed, unusual or hostile input.
        Robustness = "C.2.8",
        /// No unacceptable danger to life, health, property or environment.
        Safety = "C.2.9",
        /// Protection against attacks particular to AI.
        Security = "C.2.10",
        /// Those concerned learn how it works and why an output came out.
        Transparency = "C.2.11",
    }
}
